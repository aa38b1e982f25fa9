package vn.trangtien.ingest.conservation;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account over HTTP, drawn up at each request. */
@RestController
class ConservationController {

    private final Auditor auditor;

    ConservationController(Auditor auditor) {
        this.auditor = auditor;
    }

    @GetMapping("/api/conservation")
    Conservation conservation() throws Auditor.Unaudited {
        return auditor.audit();
    }

    @ExceptionHandler
    ProblemDetail unaudited(Auditor.Unaudited refused) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "Kafka or the database does not answer; try again in a moment");
    }
}
