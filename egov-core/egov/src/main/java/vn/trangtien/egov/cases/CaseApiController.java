package vn.trangtien.egov.cases;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.platform.cases.CaseApi;
import vn.trangtien.platform.cases.CaseRequest;
import vn.trangtien.platform.cases.CaseView;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.text.VietnameseText;

/** Cases for other services; the contract is {@code vn.trangtien.platform.cases}. */
@RestController
class CaseApiController {

    private final Cases cases;
    private final CaseOpening opening;
    private final CaseLinks links;
    private final Organisation organisation;
    private final Clock clock;

    CaseApiController(Cases cases, CaseOpening opening, CaseLinks links, Organisation organisation, Clock clock) {
        this.cases = cases;
        this.opening = opening;
        this.links = links;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** 201 for a new case, 200 when the key was used before. */
    @PostMapping(CaseApi.PATH)
    ResponseEntity<CaseView> open(
            @RequestBody CaseRequest request,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "vi") String language) {
        List<CaseRequests.Fault> faults = CaseRequests.faults(request, organisation, LocalDate.now(clock));
        if (!faults.isEmpty()) {
            throw refusal(faults);
        }
        CaseOpening.Opened opened = opening.open(request);
        CaseView view = view(opened.file(), language);
        return opened.isNew() ? ResponseEntity.created(URI.create(view.link())).body(view) : ResponseEntity.ok(view);
    }

    @GetMapping(CaseApi.PATH + "/{*number}")
    CaseView show(
            @PathVariable String number,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "vi") String language) {
        return byNumber(number.substring(1), language);
    }

    /** For callers who cannot put the slashes of a number into a path. */
    @GetMapping(path = CaseApi.PATH, params = "number")
    CaseView find(
            @RequestParam String number,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "vi") String language) {
        return byNumber(number, language);
    }

    private CaseView byNumber(String number, String language) {
        return view(
                cases.find(VietnameseText.nfc(number)).orElseThrow(() -> new NoSuchCaseException(number)), language);
    }

    private CaseView view(Case file, String language) {
        Locale locale = language.startsWith("en") ? Locale.ENGLISH : VietnameseText.VIETNAMESE;
        return new CaseView(
                file.number(),
                file.state().name(),
                file.unit().code(),
                file.unit().name(locale),
                file.openedAt(),
                file.deadline().date(),
                file.deadline().explanation(locale),
                links.absolute(file.number()));
    }

    private static ErrorResponseException refusal(List<CaseRequests.Fault> faults) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "Yêu cầu có dữ liệu sai, xem errors. / The request breaks the rules that errors names.");
        problem.setProperty("errors", faults);
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }
}
