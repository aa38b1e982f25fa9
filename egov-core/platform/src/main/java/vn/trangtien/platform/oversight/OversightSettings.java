package vn.trangtien.platform.oversight;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.trangtien.platform.identity.Role;

/**
 * Settings under {@code trangtien.oversight}.
 *
 * @param auditRoles who may see the audit log
 */
@ConfigurationProperties("trangtien.oversight")
record OversightSettings(@DefaultValue("ADMIN") List<Role> auditRoles) {

    OversightSettings {
        auditRoles = List.copyOf(auditRoles);
        if (auditRoles.isEmpty() || auditRoles.contains(Role.SERVICE)) {
            throw new IllegalArgumentException(
                    "trangtien.oversight.audit-roles must name one or more roles of people, but was " + auditRoles);
        }
    }
}
