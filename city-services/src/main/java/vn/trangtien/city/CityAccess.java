package vn.trangtien.city;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import vn.trangtien.platform.identity.AccessRules;
import vn.trangtien.platform.identity.Role;

/**
 * Who may do what here: operators handle alarms; officials and administrators look; other services read what the screen
 * reads. Technicians see cameras and draw on them; single objects are for operators and administrators.
 */
@Configuration(proxyBeanMethods = false)
class CityAccess {

    @Bean
    AccessRules cityAccessRules() {
        return access -> access.path(HttpMethod.GET, "/city/**", "/map/**", "/_static/**")
                .anyone()
                .path(HttpMethod.GET, "/cameras/objects", "/cameras/objects/**", "/api/cameras/objects/**")
                .roles(Role.OPERATOR, Role.ADMIN)
                .path(HttpMethod.GET, "/api/cameras/media/*")
                .roles(Role.OPERATOR, Role.ADMIN)
                .path(HttpMethod.POST, "/api/cameras/clear/*")
                .roles(Role.OPERATOR, Role.ADMIN)
                .path(HttpMethod.GET, "/cameras/*/*/*/draw")
                .roles(Role.TECHNICIAN, Role.ADMIN)
                .path(HttpMethod.POST, "/api/cameras/*/*/*/view/check")
                .roles(Role.TECHNICIAN, Role.ADMIN)
                .path(HttpMethod.PUT, "/api/cameras/*/*/*/view")
                .roles(Role.TECHNICIAN, Role.ADMIN)
                .path(HttpMethod.GET, "/cameras", "/cameras/*/*/*")
                .roles(Role.OPERATOR, Role.OFFICIAL, Role.ADMIN, Role.TECHNICIAN)
                .path(HttpMethod.GET, "/api/cameras/**", "/api/screen/pictures/*", "/stream")
                .roles(Role.OPERATOR, Role.OFFICIAL, Role.ADMIN, Role.TECHNICIAN, Role.SERVICE)
                .path(HttpMethod.GET, "/api/screen/**", "/api/alarms", "/api/alarms/**")
                .roles(Role.OPERATOR, Role.OFFICIAL, Role.ADMIN, Role.SERVICE)
                .path(HttpMethod.GET, "/", "/alarms", "/alarms/**")
                .roles(Role.OPERATOR, Role.OFFICIAL, Role.ADMIN)
                .path(HttpMethod.POST, "/alarms/*/acknowledge", "/alarms/*/case")
                .roles(Role.OPERATOR);
    }
}
