package vn.trangtien.platform.oversight;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import vn.trangtien.platform.identity.AccessRules;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.privacy.PrivacyAutoConfiguration;
import vn.trangtien.platform.privacy.SubjectId;
import vn.trangtien.platform.web.MenuEntries;
import vn.trangtien.platform.web.Shell;

/** The pages, their rights and their places in the account menu. */
@AutoConfiguration(after = PrivacyAutoConfiguration.class)
@ConditionalOnProperty("trangtien.oversight.enabled")
@EnableConfigurationProperties(OversightSettings.class)
@Import({AuditPages.class, AuditDownloads.class, MyDataPages.class, VerificationRuns.class})
public class OversightAutoConfiguration {

    @Bean
    AccessRules oversightAccessRules(OversightSettings settings) {
        List<Role> roles = settings.auditRoles();
        return access -> access.path("/audit", "/audit/**")
                .roles(roles.get(0), roles.subList(1, roles.size()).toArray(Role[]::new))
                .path("/my-data", "/my-data/**")
                .signedIn();
    }

    @Bean
    MenuEntries oversightMenu(OversightSettings settings) {
        var audit = new Shell.Entry("/audit", "oversight.audit.title");
        var own = new Shell.Entry("/my-data", "oversight.own.title");
        return user ->
                user.roles().stream().anyMatch(settings.auditRoles()::contains) ? List.of(own, audit) : List.of(own);
    }

    /** A service that knows people by other means than accounts declares a bean of its own. */
    @Bean
    @ConditionalOnMissingBean
    SubjectOfUser subjectOfUser() {
        return user -> SubjectId.account(user.id());
    }
}
