package vn.trangtien.platform.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import vn.trangtien.platform.database.Datasets;
import vn.trangtien.platform.grants.RoleBook.Period;
import vn.trangtien.platform.grants.RoleBook.Permission;
import vn.trangtien.platform.grants.RoleBook.Reach;
import vn.trangtien.platform.identity.Role;

class RoleBookTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final List<Permission> SIGN = List.of(new Permission("document.sign", "Ký", "Sign"));

    private final RoleBookStore.File file =
            Datasets.read(new ClassPathResource("platform/roles.yaml"), RoleBookStore.File.class);
    private final RoleBook shipped = new RoleBook(file.permissions(), file.roles());

    @Test
    void onlyLeadersSignAndOnlyClerksIssue() {
        assertThat(rolesThatMay("document.sign")).containsExactly(Role.LEADER);
        assertThat(rolesThatMay("document.issue")).containsExactly(Role.CLERK);
        assertThat(rolesThatMay("document.register")).containsExactly(Role.CLERK);
        assertThat(rolesThatMay("casefile.archive")).containsExactly(Role.ARCHIVIST);
    }

    @Test
    void anAdministratorHasNoPowerOverDocuments() {
        assertThat(shipped.of(Role.ADMIN, TODAY)).noneMatch(name -> name.startsWith("document."));
    }

    @Test
    void whatCountsEverywhereIsNotGrantedAtUnits() {
        assertThat(shipped.grantable(TODAY))
                .containsExactly(Role.OFFICIAL, Role.CLERK, Role.LEADER, Role.SPECIALIST, Role.ARCHIVIST);
    }

    @Test
    void aRoleHasOtherSourcesInOtherPeriods() {
        assertThat(shipped.period(Role.ARCHIVIST, LocalDate.parse("2025-06-30"))
                        .orElseThrow()
                        .source())
                .contains("30/2020");
        assertThat(shipped.period(Role.ARCHIVIST, TODAY).orElseThrow().source()).contains("33/2024");
        assertThat(shipped.of(Role.LEADER, LocalDate.parse("2019-12-31"))).isEmpty();
    }

    @Test
    void everyRowNamesItsSourceAndEveryPermissionIsHeldBySomebodyOrWaits() {
        assertThat(file.roles())
                .allSatisfy(period -> assertThat(period.source()).isNotBlank());
        assertThat(shipped.permissions())
                .extracting(Permission::name)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void refusesAFileThatCannotBe() {
        assertThatThrownBy(() -> new RoleBook(List.of(), List.of(period("2020-01-01", null))))
                .hasMessageContaining("role LEADER: permission must be one of the file, but was 'document.sign'");
        assertThatThrownBy(() -> new RoleBook(SIGN, List.of(period("2020-01-01", null), period("2021-01-01", null))))
                .hasMessageContaining("overlaps");
        assertThatThrownBy(() -> new RoleBook(SIGN, List.of(period("2020-01-01", null), period("2020-01-01", null))))
                .hasMessageContaining("overlaps");
        assertThatThrownBy(() -> new RoleBook(SIGN, List.of(period("2020-01-01", "2019-01-01"))))
                .hasMessageContaining("must not lie before");
        assertThatThrownBy(() -> new Permission("Sign", "Ký", "Sign")).hasMessageContaining("but was 'Sign'");
        new RoleBook(SIGN, List.of(period("2020-01-01", "2020-12-31"), period("2021-01-01", null)));
    }

    private List<Role> rolesThatMay(String permission) {
        return List.of(Role.values()).stream()
                .filter(role -> shipped.of(role, TODAY).contains(permission))
                .toList();
    }

    private static Period period(String from, @Nullable String to) {
        return new Period(
                Role.LEADER,
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                Reach.SUBTREE,
                Set.of("document.sign"),
                "test");
    }
}
