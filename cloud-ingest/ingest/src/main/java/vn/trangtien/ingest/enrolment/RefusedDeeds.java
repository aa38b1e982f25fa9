package vn.trangtien.ingest.enrolment;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import vn.trangtien.ingest.registry.GatewayExists;
import vn.trangtien.ingest.registry.IllegalMove;
import vn.trangtien.ingest.registry.UnknownGateway;

/** What programs hear when a deed on gateways is not possible. */
@RestControllerAdvice(assignableTypes = {GatewayController.class, EnrolmentController.class})
@Order(-1)
class RefusedDeeds {

    @ExceptionHandler
    ProblemDetail unknown(UnknownGateway refused) {
        return problem(HttpStatus.NOT_FOUND, refused);
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, refused);
    }

    @ExceptionHandler({GatewayExists.class, IllegalMove.class, NothingWaits.class})
    ProblemDetail conflict(RuntimeException refused) {
        return problem(HttpStatus.CONFLICT, refused);
    }

    private static ProblemDetail problem(HttpStatus status, RuntimeException refused) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(refused.getMessage()));
    }
}
