package vn.trangtien.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants to and from {@code timestamptz}, which keeps microseconds. */
public final class Timestamps {

    private Timestamps() {}

    /** The instant as a statement parameter, cut to the microseconds that the database keeps. */
    public static OffsetDateTime toDatabase(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** A column that is never null. */
    public static Instant fromDatabase(ResultSet row, String column) throws SQLException {
        Instant instant = fromNullable(row, column);
        if (instant == null) {
            throw new SQLException("column " + column + " must hold an instant, but was null");
        }
        return instant;
    }

    /** A column that may be null. */
    public static @Nullable Instant fromNullable(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
