package vn.trangtien.egov.cases;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.cases.CaseRequest;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.text.VietnameseText;

/** Looks through a request from outside, where any field may be missing, and brings it into normal form. */
final class CaseRequests {

    /**
     * One field that broke a rule.
     *
     * @param rule what the field must be, in Vietnamese and English
     */
    record Fault(String field, String value, String rule) {}

    private static final int LONGEST_TIME = 365;

    private final Organisation organisation;
    private final LocalDate today;
    private final List<Fault> faults = new ArrayList<>();

    private CaseRequests(Organisation organisation, LocalDate today) {
        this.organisation = organisation;
        this.today = today;
    }

    /** All faults of the request, none if it can become a case. */
    static List<Fault> faults(CaseRequest request, Organisation organisation, LocalDate today) {
        return new CaseRequests(organisation, today).check(request);
    }

    /** The request as a brief; call it only when {@link #faults} found none. */
    static Brief brief(CaseRequest request) {
        return new Brief(
                tidy(request.idempotencyKey()),
                tidy(request.kind()),
                tidy(request.title()),
                tidy(request.description()),
                tidy(request.place()),
                tidy(request.sourceLink()),
                tidy(request.requestedBy()));
    }

    private List<Fault> check(CaseRequest request) {
        text("idempotencyKey", request.idempotencyKey(), 1, 100);
        text("kind", request.kind(), 1, 40);
        text("title", request.title(), 1, 200);
        text("description", request.description(), 0, 4_000);
        text("place", request.place(), 0, 200);
        text("requestedBy", request.requestedBy(), 1, 100);
        if (organisation.responsible(tidy(request.unitCode()), today).isEmpty()) {
            fault(
                    "unitCode",
                    request.unitCode(),
                    "phải là mã đơn vị đang hoạt động trong cây tổ chức / must be the code of a unit that exists today");
        }
        if (request.workingDays() < 1 || request.workingDays() > LONGEST_TIME) {
            fault(
                    "workingDays",
                    request.workingDays(),
                    "phải từ 1 đến 365 ngày làm việc / must be 1 to 365 working days");
        }
        if (!isLink(tidy(request.sourceLink()))) {
            fault(
                    "sourceLink",
                    request.sourceLink(),
                    "phải là địa chỉ http hoặc https, hoặc để trống / must be an http or https address, or empty");
        }
        return List.copyOf(faults);
    }

    private void text(String field, @Nullable String value, int shortest, int longest) {
        int length = tidy(value).length();
        if (length < shortest || length > longest) {
            fault(
                    field,
                    value,
                    "phải có từ %d đến %d ký tự / must have %d to %d characters"
                            .formatted(shortest, longest, shortest, longest));
        }
    }

    private void fault(String field, @Nullable Object value, String rule) {
        String shown = Objects.toString(value, "");
        faults.add(new Fault(field, shown.substring(0, Math.min(100, shown.length())), rule));
    }

    private static boolean isLink(String link) {
        if (link.isEmpty()) {
            return true;
        }
        try {
            URI uri = new URI(link);
            return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
        } catch (URISyntaxException notALink) {
            return false;
        }
    }

    private static String tidy(@Nullable String text) {
        return text == null ? "" : VietnameseText.nfc(text.strip());
    }
}
