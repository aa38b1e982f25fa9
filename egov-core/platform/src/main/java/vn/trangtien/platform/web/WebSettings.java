package vn.trangtien.platform.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code trangtien.web}.
 *
 * @param messages bundles of the service beside the platform's own, for instance {@code i18n/egov}
 * @param defaultTheme {@code dark} or {@code light}, for people who have not chosen
 */
@ConfigurationProperties("trangtien.web")
record WebSettings(
        @DefaultValue List<String> messages,
        @DefaultValue("light") String defaultTheme) {

    WebSettings {
        messages = List.copyOf(messages);
        if (!Theme.isKnown(defaultTheme)) {
            throw new IllegalArgumentException(
                    "trangtien.web.default-theme must be dark or light, but was '" + defaultTheme + "'");
        }
    }
}
