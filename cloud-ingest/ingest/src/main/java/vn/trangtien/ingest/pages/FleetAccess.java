package vn.trangtien.ingest.pages;

import static vn.trangtien.platform.identity.Role.ADMIN;
import static vn.trangtien.platform.identity.Role.OPERATOR;
import static vn.trangtien.platform.identity.Role.SERVICE;
import static vn.trangtien.platform.identity.Role.TECHNICIAN;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import vn.trangtien.platform.identity.AccessRules;

/** Who may see the fleet, who may change one gateway, and who may change many. */
@Configuration(proxyBeanMethods = false)
class FleetAccess {

    @Bean
    AccessRules fleetRules() {
        return access -> access
                // The certificate is the proof; it is looked at by the controller.
                .path(HttpMethod.GET, "/api/releases/*")
                .machines()
                .path(HttpMethod.GET, "/api/fleet/**")
                .roles(SERVICE, TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.PUT, "/api/fleet/gateways/*/*/twin")
                .roles(SERVICE, TECHNICIAN, ADMIN)
                .path(HttpMethod.POST, "/api/fleet/gateways/*/*/twin/*")
                .roles(SERVICE, TECHNICIAN, ADMIN)
                .path(HttpMethod.POST, "/api/fleet/releases", "/api/fleet/rollouts", "/api/fleet/rollouts/*/*")
                .roles(SERVICE, ADMIN)
                .path(HttpMethod.GET, "/ingest/**")
                .anyone()
                .path(HttpMethod.GET, "/fleet", "/fleet/**")
                .roles(TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.POST, "/fleet/gateways/*/*/*")
                .roles(TECHNICIAN, ADMIN)
                .path(HttpMethod.POST, "/fleet/releases", "/fleet/rollouts", "/fleet/rollouts/*/*")
                .roles(ADMIN);
    }
}
