package vn.trangtien.egov.cases;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The number was never issued. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NoSuchCaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchCaseException(String number) {
        super("case " + number + " does not exist");
    }
}
