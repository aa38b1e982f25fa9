package vn.trangtien.egov.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.platform.cases.CaseRequest;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;

class CaseRequestsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    private final Organisation organisation = new Organisation(List.of(
            unit("H57.SXD", null, null),
            unit("H57.SGTVT", LocalDate.parse("2025-02-28"), "H57.SXD"),
            unit("H57.OLD", LocalDate.parse("2025-02-28"), null)));

    @Test
    void acceptsWhatTheContractAllows() {
        assertThat(faults(request("H57.SXD", 3, "http://127.0.0.1:8080/alarms/1")))
                .isEmpty();
        assertThat(faults(request("H57.SXD", 365, ""))).isEmpty();
    }

    @Test
    void aUnitThatWasMergedStandsForItsSuccessor() {
        assertThat(faults(request("H57.SGTVT", 3, ""))).isEmpty();
        assertThat(faults(request("H57.OLD", 3, "")))
                .extracting(CaseRequests.Fault::field)
                .containsExactly("unitCode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/alarms/1", "ftp://x/y", "http://", "không phải địa chỉ"})
    void aLinkMustBeOne(String link) {
        assertThat(faults(request("H57.SXD", 3, link)))
                .extracting(CaseRequests.Fault::field)
                .containsExactly("sourceLink");
    }

    @Test
    void everythingMissingIsNamedAtOnce() {
        var empty = new CaseRequest(null, null, null, null, null, null, 0, null, null);

        assertThat(faults(empty))
                .extracting(CaseRequests.Fault::field)
                .containsExactly("idempotencyKey", "kind", "title", "requestedBy", "unitCode", "workingDays");
    }

    @Test
    void textsAreStoredComposedAndTrimmed() {
        var request = new CaseRequest(
                " key ",
                "FLOOD",
                java.text.Normalizer.normalize("Sông dâng", java.text.Normalizer.Form.NFD) + " ",
                "",
                "",
                "H57.SXD",
                1,
                "",
                "dieuhanh");

        assertThat(CaseRequests.brief(request).title()).isEqualTo("Sông dâng");
        assertThat(CaseRequests.brief(request).idempotencyKey()).isEqualTo("key");
    }

    private List<CaseRequests.Fault> faults(CaseRequest request) {
        return CaseRequests.faults(request, organisation, TODAY);
    }

    private static CaseRequest request(String unit, int days, String link) {
        return new CaseRequest("key", "FLOOD", "Nước sông dâng", "", "", unit, days, link, "dieuhanh");
    }

    private static Unit unit(String code, LocalDate until, String successor) {
        return new Unit(
                code,
                code,
                code,
                code,
                Unit.Kind.DEPARTMENT,
                null,
                LocalDate.parse("2025-01-01"),
                until,
                successor,
                "test");
    }
}
