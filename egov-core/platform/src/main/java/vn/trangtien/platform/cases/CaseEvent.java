package vn.trangtien.platform.cases;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A case was opened or closed; topic {@link CaseApi#TOPIC}, keyed by the number. Delivered at least once: use {@code id}
 * to recognise a repetition.
 */
public record CaseEvent(
        String id,
        String number,
        String idempotencyKey,
        String state,
        String unitName,
        LocalDate dueDate,
        String link,
        Instant at) {}
