package vn.trangtien.gateway.view;

import java.time.Instant;

/**
 * Something that went wrong.
 *
 * @param source {@code link}, {@code spool}, {@code configuration}, {@code remote} or {@code device/<id>} for example
 * @param message for people
 * @param first when it was noted first
 * @param last when it was noted last
 * @param times how often, without anything else of the same source between
 */
public record ErrorNote(String source, String message, Instant first, Instant last, int times) {}
