package vn.trangtien.platform.web;

import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.trangtien.platform.text.VietnameseText;

/** Layout, languages, themes and error pages. */
@AutoConfiguration(
        before = {WebMvcAutoConfiguration.class, MessageSourceAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
@EnableConfigurationProperties({WebSettings.class, ServiceLinks.class})
@Import({Preferences.class, ErrorPages.class, ApiProblems.class})
public class WebAutoConfiguration {

    @Bean
    LocaleResolver localeResolver() {
        return new LanguageResolver();
    }

    @Bean
    MessageSource messageSource(WebSettings settings) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("i18n/platform", "i18n/identity", "i18n/oversight");
        messages.addBasenames(settings.messages().toArray(String[]::new));
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setDefaultLocale(VietnameseText.VIETNAMESE);
        return messages;
    }

    @Bean
    WebMvcConfigurer shellForTemplates(
            LocaleResolver localeResolver,
            WebSettings settings,
            ServiceLinks links,
            @Value("${spring.application.name}") String service,
            ObjectProvider<MenuEntries> menu) {
        var interceptor = new ShellInterceptor(
                localeResolver, settings, links, service, menu.orderedStream().toList());
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(interceptor).excludePathPatterns("/platform/**", "/webjars/**", "/api/**");
            }
        };
    }
}
