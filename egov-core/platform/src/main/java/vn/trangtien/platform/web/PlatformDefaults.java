package vn.trangtien.platform.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Settings that every service starts from; any other source of settings wins over them. */
public final class PlatformDefaults implements EnvironmentPostProcessor {

    static final Map<String, Object> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put("spring.main.banner-mode", "off");
        DEFAULTS.put("server.address", "127.0.0.1");
        DEFAULTS.put("server.shutdown", "immediate");
        DEFAULTS.put("server.compression.enabled", "true");
        DEFAULTS.put("server.tomcat.threads.max", "64");
        DEFAULTS.put("spring.datasource.hikari.pool-name", "${spring.application.name}");
        // Who may read the figures is decided by the security chain.
        DEFAULTS.put("management.endpoints.web.exposure.include", "health,prometheus");
        DEFAULTS.put("management.endpoint.health.probes.enabled", "true");
        // Every figure says whose it is, for several services share one Prometheus.
        DEFAULTS.put("management.metrics.tags.application", "${spring.application.name}");
        // A proxy in front need not rewrite addresses.
        DEFAULTS.put("server.tomcat.use-relative-redirects", "true");
        // A style sheet is asked for again each time and answered 304 until it changes.
        DEFAULTS.put("spring.web.resources.cache.cachecontrol.no-cache", "true");
        DEFAULTS.put("spring.kafka.admin.fail-fast", "false");
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new MapPropertySource("platformDefaults", DEFAULTS));
    }
}
