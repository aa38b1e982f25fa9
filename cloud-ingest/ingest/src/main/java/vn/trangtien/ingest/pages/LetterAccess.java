package vn.trangtien.ingest.pages;

import static vn.trangtien.platform.identity.Role.ADMIN;
import static vn.trangtien.platform.identity.Role.OPERATOR;
import static vn.trangtien.platform.identity.Role.SERVICE;
import static vn.trangtien.platform.identity.Role.TECHNICIAN;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import vn.trangtien.platform.identity.AccessRules;

/**
 * Who may look at dead letters and channels, and who may take letters along, replay and dismiss them and decide about channels: those
 * who mend the cause.
 */
@Configuration(proxyBeanMethods = false)
class LetterAccess {

    @Bean
    AccessRules letterRules() {
        return access -> access
                // Whole payloads may hold pictures.
                .path(HttpMethod.GET, "/api/dead-letters/export", "/api/dead-letters/*/payload")
                .roles(SERVICE, TECHNICIAN, ADMIN)
                .path(HttpMethod.GET, "/api/dead-letters", "/api/dead-letters/**")
                .roles(SERVICE, TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.POST, "/api/dead-letters/**")
                .roles(SERVICE, TECHNICIAN, ADMIN)
                .path(HttpMethod.GET, "/dead-letters", "/dead-letters/**")
                .roles(TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.POST, "/dead-letters/**")
                .roles(TECHNICIAN, ADMIN)
                .path(HttpMethod.GET, "/api/channels", "/api/channels/counts")
                .roles(SERVICE, TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.POST, "/api/channels/decisions")
                .roles(SERVICE, TECHNICIAN, ADMIN)
                .path(HttpMethod.GET, "/channels")
                .roles(TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.POST, "/channels")
                .roles(TECHNICIAN, ADMIN);
    }
}
