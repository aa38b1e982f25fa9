package vn.trangtien.city.live;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    /** @param queue frames that wait for one browser before it is cut off; must hold what a returning one has missed */
    @Bean
    ServletRegistrationBean<StreamServlet> stream(LiveHub hub, @Value("${trangtien.city.stream-queue:480}") int queue) {
        if (queue <= LiveHub.REMEMBERED) {
            throw new IllegalArgumentException(
                    "trangtien.city.stream-queue must be more than %d, the number of remembered events, but was %d"
                            .formatted(LiveHub.REMEMBERED, queue));
        }
        var registration = new ServletRegistrationBean<>(new StreamServlet(hub, queue), StreamServlet.PATH);
        registration.setAsyncSupported(true);
        return registration;
    }
}
