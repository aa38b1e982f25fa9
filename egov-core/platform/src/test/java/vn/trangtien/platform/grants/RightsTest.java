package vn.trangtien.platform.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import vn.trangtien.platform.database.Datasets;
import vn.trangtien.platform.grants.Decision.Reason;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;

class RightsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final LocalDate BEFORE_THE_MERGER = LocalDate.parse("2025-02-01");

    private final Organisation hue = Organisation.bundled();
    private final RoleBook book = book();

    @ParameterizedTest(name = "{0} {1} {2}: {3} at {4} is {5}")
    @CsvSource({
        "LEADER,     H57,      SUBTREE, document.sign,     H57.SXD,     ''",
        "LEADER,     H57,      SUBTREE, document.sign,     H57,         ''",
        "LEADER,     H57,      UNIT,    document.sign,     H57,         ''",
        "LEADER,     H57,      UNIT,    document.sign,     H57.SXD,     OTHER_UNIT",
        "LEADER,     H57.SXD,  SUBTREE, document.sign,     H57,         OTHER_UNIT",
        "LEADER,     H57.SXD,  SUBTREE, document.sign,     H57.PTDS,    OTHER_UNIT",
        "LEADER,     H57.PTDS, SUBTREE, document.sign,     H57.PTDS.VP, ''",
        "LEADER,     H57.SXD,  SUBTREE, document.issue,    H57.SXD,     NO_ROLE",
        "CLERK,      H57.SXD,  UNIT,    document.issue,    H57.SXD,     ''",
        "CLERK,      H57.SXD,  UNIT,    document.sign,     H57.SXD,     NO_ROLE",
        "LEADER,     H57.SXD,  UNIT,    document.sing,     H57.SXD,     UNKNOWN_PERMISSION",
        "LEADER,     H57.SXD,  UNIT,    document.sign,     H57.NONE,    UNKNOWN_UNIT",
        "ADMIN,      ,         SUBTREE, audit.read,        H57.SXD,     ''",
        "ADMIN,      ,         SUBTREE, document.sign,     H57.SXD,     NO_ROLE",
        "OFFICIAL,   H57.SXD,  SUBTREE, casefile.close,    H57.SXD,     ''",
    })
    void aRoleCountsAtItsUnitAndAsFarAsItReaches(
            Role role, @Nullable String at, Scope scope, String permission, String unit, String expected) {
        Decision decision = rights(new Holding(role, at, scope)).allows(permission, unit);

        if (expected.isEmpty()) {
            assertThat(decision).isEqualTo(new Decision.Allowed(role, at));
        } else {
            assertThat(decision).isEqualTo(new Decision.Refused(permission, unit, Reason.valueOf(expected)));
        }
    }

    @Test
    void whoHoldsNothingMayDoNothing() {
        Rights nobody = rights();

        assertThat(book.permissions())
                .allSatisfy(permission -> assertThat(nobody.allows(permission.name(), "H57"))
                        .isEqualTo(new Decision.Refused(permission.name(), "H57", Reason.NO_ROLE)));
        assertThat(nobody.units("document.read")).isEmpty();
    }

    @Test
    void theWorkOfAGoneUnitBelongsToItsSuccessor() {
        assertThat(rights(new Holding(Role.LEADER, "H57.SNNMT", Scope.UNIT)).allows("document.sign", "H57.STNMT"))
                .isEqualTo(new Decision.Allowed(Role.LEADER, "H57.SNNMT"));
    }

    @Test
    void aGrantAtAGoneUnitDoesNotGoOnByItself() {
        var leader = new Holding(Role.LEADER, "H57.STNMT", Scope.SUBTREE);

        assertThat(new Rights(List.of(leader), book, hue, BEFORE_THE_MERGER)
                        .allows("document.sign", "H57.STNMT")
                        .allowed())
                .isTrue();
        assertThat(rights(leader).allows("document.sign", "H57.STNMT"))
                .isEqualTo(new Decision.Refused("document.sign", "H57.SNNMT", Reason.UNIT_GONE));
        assertThat(rights(leader).units("document.sign")).isEmpty();
        assertThat(rights(leader).anywhere("document.sign")).isFalse();
    }

    @Test
    void listsAskForAllUnitsAtOnce() {
        Rights rights = rights(
                new Holding(Role.LEADER, "H57.PTDS", Scope.SUBTREE), new Holding(Role.CLERK, "H57.SXD", Scope.UNIT));

        assertThat(rights.units("document.sign")).containsExactlyInAnyOrder("H57.PTDS", "H57.PTDS.VP");
        assertThat(rights.units("document.read")).containsExactlyInAnyOrder("H57.PTDS", "H57.PTDS.VP", "H57.SXD");
        assertThat(rights.anywhere("document.issue")).isTrue();
        assertThat(rights.anywhere("audit.read")).isFalse();
    }

    @Test
    void theWholeCityNeedsARoleThatReachesIt() {
        assertThat(rights(new Holding(Role.ADMIN, null, Scope.SUBTREE))
                        .allowsCityWide("calendar.confirm")
                        .allowed())
                .isTrue();
        assertThat(rights(new Holding(Role.LEADER, "H57", Scope.SUBTREE))
                        .allowsCityWide("calendar.confirm")
                        .allowed())
                .isTrue();
        assertThat(rights(new Holding(Role.LEADER, "H57", Scope.UNIT)).allowsCityWide("calendar.confirm"))
                .isInstanceOf(Decision.Refused.class);
        assertThat(rights(new Holding(Role.LEADER, "H57.SXD", Scope.SUBTREE)).allowsCityWide("calendar.confirm"))
                .isEqualTo(new Decision.Refused("calendar.confirm", "H57", Reason.OTHER_UNIT));
        assertThat(rights().allowsCityWide("no.such"))
                .isEqualTo(new Decision.Refused("no.such", "", Reason.UNKNOWN_PERMISSION));
    }

    /** Whatever is held, more of it never takes a right away, and every answer for a list agrees with the single one. */
    @Test
    void listAndSingleAnswersAgreeForEveryRoleUnitAndScope() {
        List<String> codes = hue.on(TODAY).stream().map(Unit::code).toList();
        for (Role role : book.grantable(TODAY)) {
            for (Scope scope : Scope.values()) {
                for (String at : codes) {
                    Rights rights = rights(new Holding(role, at, scope));
                    Map<Boolean, List<String>> single = codes.stream()
                            .collect(Collectors.partitioningBy(
                                    code -> rights.allows("document.read", code).allowed()));
                    assertThat(rights.units("document.read"))
                            .containsExactlyInAnyOrderElementsOf(single.getOrDefault(true, List.of()))
                            .contains(at);
                }
            }
        }
    }

    private Rights rights(Holding... holdings) {
        return new Rights(List.of(holdings), book, hue, TODAY);
    }

    private static RoleBook book() {
        RoleBookStore.File file = Datasets.read(new ClassPathResource("platform/roles.yaml"), RoleBookStore.File.class);
        return new RoleBook(file.permissions(), file.roles());
    }
}
