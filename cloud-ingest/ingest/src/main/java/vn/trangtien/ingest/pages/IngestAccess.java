package vn.trangtien.ingest.pages;

import static vn.trangtien.platform.identity.Role.ADMIN;
import static vn.trangtien.platform.identity.Role.OFFICIAL;
import static vn.trangtien.platform.identity.Role.OPERATOR;
import static vn.trangtien.platform.identity.Role.SERVICE;
import static vn.trangtien.platform.identity.Role.TECHNICIAN;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import vn.trangtien.platform.identity.AccessRules;

/** Who may reach what; all else is refused. */
@Configuration(proxyBeanMethods = false)
class IngestAccess {

    @Bean
    AccessRules ingestRules() {
        return access -> access.path(HttpMethod.GET, "/.well-known/est/cacerts", "/.well-known/trangtien/gateway")
                .machines()
                .path(HttpMethod.POST, "/.well-known/est/simpleenroll", "/.well-known/est/simplereenroll")
                .machines()
                // The certificate is the proof; it is looked at by the controller.
                .path(HttpMethod.POST, "/ingest/v1/batch")
                .machines()
                .path(HttpMethod.GET, "/api/objects/*", "/api/cameras")
                .roles(SERVICE, TECHNICIAN, OPERATOR, OFFICIAL, ADMIN)
                .path(HttpMethod.GET, "/api/camera-objects", "/api/camera-objects/*/*/*", "/api/camera-alerts")
                .roles(SERVICE, OPERATOR, ADMIN)
                .path(HttpMethod.GET, "/api/latest", "/api/series", "/api/growth", "/api/gateways", "/api/conservation")
                .roles(SERVICE, TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.GET, "/api/conservation/jurisdictions", "/api/conservation/gateways")
                .roles(SERVICE, TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.GET, "/api/conservation/gateways/*/*")
                .roles(SERVICE, TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.GET, "/api/enrolments", "/api/gateways/*/*/enrolment")
                .roles(SERVICE, TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.GET, "/api/batches", "/api/batches/*")
                .roles(SERVICE, TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.POST, "/api/batches", "/api/batches/*/codes")
                .roles(SERVICE, TECHNICIAN, ADMIN)
                .path(HttpMethod.POST, "/api/gateways/*/*/approve", "/api/gateways/*/*/refuse")
                .roles(SERVICE, OPERATOR, ADMIN)
                .path(HttpMethod.PUT, "/api/gateways/*/*/approval")
                .roles(SERVICE, OPERATOR, ADMIN)
                .path(HttpMethod.POST, "/api/certificates/*/revoke")
                .roles(SERVICE, TECHNICIAN, ADMIN)
                .path(HttpMethod.POST, "/api/gateways", "/api/gateways/*/*/*")
                .roles(SERVICE, TECHNICIAN, ADMIN)
                .path(HttpMethod.POST, "/gateways/*/*/approve", "/gateways/*/*/refuse", "/gateways/*/*/approval")
                .roles(OPERATOR, ADMIN)
                .path(HttpMethod.GET, "/batches")
                .roles(TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.POST, "/batches", "/batches/*/codes")
                .roles(TECHNICIAN, ADMIN)
                .path(HttpMethod.GET, "/", "/gateways", "/gateways/*/*")
                .roles(TECHNICIAN, OPERATOR, ADMIN)
                .path(HttpMethod.POST, "/gateways", "/gateways/*/*/*")
                .roles(TECHNICIAN, ADMIN);
    }
}
