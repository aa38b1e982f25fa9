package vn.trangtien.platform.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** problem+json for the programs' interfaces; a broken field is named with its value and the rule. */
@RestControllerAdvice(annotations = RestController.class)
@Order(0)
class ApiProblems extends ResponseEntityExceptionHandler {

    /** One field that broke a rule. */
    record BrokenField(String field, String value, String rule) {}

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException broken, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<BrokenField> fields =
                broken.getFieldErrors().stream().map(ApiProblems::brokenField).toList();
        ProblemDetail body = broken.getBody();
        body.setProperty("errors", fields);
        return handleExceptionInternal(broken, body, headers, status, request);
    }

    private static BrokenField brokenField(FieldError error) {
        return new BrokenField(
                error.getField(),
                Objects.toString(error.getRejectedValue(), ""),
                Objects.toString(error.getDefaultMessage(), ""));
    }
}
