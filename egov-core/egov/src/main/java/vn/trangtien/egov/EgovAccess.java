package vn.trangtien.egov;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import vn.trangtien.platform.cases.CaseApi;
import vn.trangtien.platform.identity.AccessRules;
import vn.trangtien.platform.identity.Role;

/**
 * Who may reach what: services ask for cases, people of the administration read them. That only officials of the
 * responsible unit act on a case, and who may change the tree or the calendar, is decided by the pages, which know the unit.
 */
@Configuration(proxyBeanMethods = false)
class EgovAccess {

    @Bean
    AccessRules egovAccessRules() {
        return access -> access.path(HttpMethod.POST, CaseApi.PATH)
                .roles(Role.SERVICE)
                .path(HttpMethod.GET, CaseApi.PATH, CaseApi.PATH + "/**")
                .roles(Role.SERVICE, Role.OFFICIAL, Role.OPERATOR, Role.ADMIN)
                .path(HttpMethod.GET, "/", "/cases", "/cases/**")
                .roles(Role.OFFICIAL, Role.OPERATOR, Role.ADMIN)
                .path(HttpMethod.POST, "/cases/**")
                .roles(Role.OFFICIAL)
                .path(HttpMethod.GET, "/organisation", "/organisation/**", "/calendar", "/calendar/**")
                .roles(Role.OFFICIAL, Role.OPERATOR, Role.ADMIN)
                .path(HttpMethod.POST, "/organisation/**", "/calendar/**")
                .roles(Role.OFFICIAL, Role.ADMIN)
                .path(HttpMethod.GET, "/egov/**")
                .anyone();
    }
}
