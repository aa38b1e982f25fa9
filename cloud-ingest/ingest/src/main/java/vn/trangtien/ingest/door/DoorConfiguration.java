package vn.trangtien.ingest.door;

import java.time.Clock;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import vn.trangtien.ingest.enrolment.BrokerCertificate;
import vn.trangtien.ingest.enrolment.DoorProperties;

/** A second listener in the same server, with TLS of the city's own. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    @Bean
    DoorListener doorListener(DoorProperties door, BrokerCertificate identity, Clock clock) {
        return new DoorListener(door, identity, clock);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> doorCustomizer(
            DoorProperties door, DoorListener listener) {
        return factory -> {
            if (door.port() != 0) {
                factory.addAdditionalConnectors(listener.open());
            }
        };
    }

    @Bean
    FilterRegistrationBean<DoorFilter> doorFilter(DoorProperties door) {
        var filter = new FilterRegistrationBean<>(new DoorFilter(door.port()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
