package vn.trangtien.city;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import vn.trangtien.platform.identity.AccessRules;
import vn.trangtien.platform.identity.Role;

/**
 * Who may do what here: operators handle alarms; officials and administrators look; other services read what the screen
 * reads.
 */
@Configuration(proxyBeanMethods = false)
class CityAccess {

    @Bean
    AccessRules cityAccessRules() {
        return access -> access.path(HttpMethod.GET, "/city/**", "/map/**", "/_static/**")
                .anyone()
                .path(HttpMethod.GET, "/api/screen/**", "/api/alarms", "/api/alarms/**", "/stream")
                .roles(Role.OPERATOR, Role.OFFICIAL, Role.ADMIN, Role.SERVICE)
                .path(HttpMethod.GET, "/", "/alarms", "/alarms/**")
                .roles(Role.OPERATOR, Role.OFFICIAL, Role.ADMIN)
                .path(HttpMethod.POST, "/alarms/*/acknowledge", "/alarms/*/case")
                .roles(Role.OPERATOR);
    }
}
