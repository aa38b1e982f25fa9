package vn.trangtien.platform.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;

/**
 * A person who is known asked for what is not his; answered with 403. Its reason is a sentence of a message bundle, so that a page
 * can show it in the reader's language.
 */
public class NotAllowedException extends AccessDeniedException {

    private static final long serialVersionUID = 1L;

    private final String messageKey;
    private final List<String> arguments;

    /** @param messageKey of a sentence in the service's bundles */
    public NotAllowedException(String messageKey, String... arguments) {
        super(messageKey + " " + List.of(arguments));
        this.messageKey = messageKey;
        this.arguments = List.of(arguments);
    }

    /** The reason for which this request was refused, for the page that tells of it. */
    public static Optional<NotAllowedException> of(HttpServletRequest request) {
        return request.getAttribute(RefusedAnswers.REASON) instanceof NotAllowedException reason
                ? Optional.of(reason)
                : Optional.empty();
    }

    public final String messageKey() {
        return messageKey;
    }

    public final List<String> arguments() {
        return arguments;
    }
}
