package vn.trangtien.platform.cases;

/**
 * Asks for a case. Repeating a request with the same key gives the same case and changes nothing.
 *
 * @param idempotencyKey chosen by the asker, 1 to 100 characters, for instance the id of an alarm
 * @param kind what the case is about, a short code such as {@code FLOOD}
 * @param title one line, at most 200 characters
 * @param description what happened and what is asked for, at most 4,000 characters
 * @param place where, in words
 * @param unitCode the responsible unit of the organisation tree
 * @param workingDays time allowed, 1 to 365 working days
 * @param sourceLink address of what led to the case, http or https; empty if there is none
 * @param requestedBy who asked, an account id or a service
 */
public record CaseRequest(
        String idempotencyKey,
        String kind,
        String title,
        String description,
        String place,
        String unitCode,
        int workingDays,
        String sourceLink,
        String requestedBy) {}
