package vn.trangtien.platform.grants;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Datasets;
import vn.trangtien.platform.identity.AccessRules;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.IdentityAutoConfiguration;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.web.MenuEntries;
import vn.trangtien.platform.web.Shell;

/** Permissions, grants and their pages; the roles come from the file that {@code trangtien.roles.file} names. */
@AutoConfiguration(after = IdentityAutoConfiguration.class)
@Import({AccountPages.class, AccountGrantPages.class, GrantPages.class})
public class GrantsAutoConfiguration {

    @Bean
    RoleBook roleBook(
            JdbcClient jdbc,
            Datasets datasets,
            @Value("${trangtien.roles.file:classpath:platform/roles.yaml}") Resource file) {
        var store = new RoleBookStore(jdbc);
        datasets.load("roles", file, RoleBookStore.File.class, store::replace);
        return store.load();
    }

    @Bean
    Permissions permissions(JdbcClient jdbc, RoleBook book, Organisation organisation, Clock clock) {
        return new Permissions(jdbc, book, organisation, clock);
    }

    @Bean
    Grants grants(
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            RoleBook book,
            Organisation organisation,
            Clock clock) {
        return new Grants(new GrantStore(jdbc), transactions, audit, book, organisation, clock);
    }

    @Bean
    AccountPageModel accountPageModel(
            Accounts accounts, Grants grants, RoleBook book, Organisation organisation, AuditLog audit, Clock clock) {
        return new AccountPageModel(accounts, grants, book, organisation, audit, clock);
    }

    @Bean
    AccountDeeds accountDeeds(Accounts accounts, AccountPageModel views) {
        return new AccountDeeds(accounts, views);
    }

    @Bean
    MenuEntries accountAdministrationMenu() {
        return user -> user.is(Role.ADMIN) ? List.of(new Shell.Entry("/admin/accounts", "shell.accounts")) : List.of();
    }

    @Bean
    AccessRules accountAdministration() {
        return access -> access.path("/admin/accounts", "/admin/accounts/**", "/admin/grants", "/admin/grants/**")
                .roles(Role.ADMIN);
    }
}
