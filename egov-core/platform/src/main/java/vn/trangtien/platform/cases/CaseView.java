package vn.trangtien.platform.cases;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A case as others see it.
 *
 * @param number its number in the unit's book, for instance {@code 01/2026/VV-SXD}
 * @param state {@code OPEN} or {@code CLOSED}
 * @param dueDate last day for the answer, counted in working days
 * @param dueExplanation how that day was counted, in the language of the request (Vietnamese unless asked otherwise)
 * @param link page of the case for people
 */
public record CaseView(
        String number,
        String state,
        String unitCode,
        String unitName,
        Instant openedAt,
        LocalDate dueDate,
        String dueExplanation,
        String link) {}
