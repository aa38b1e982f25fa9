package vn.trangtien.platform.privacy.keys;

/** The way to an encrypted column. Thread-safe. */
public final class FieldCipher {

    private final DataKeys keys;

    public FieldCipher(DataKeys keys) {
        this.keys = keys;
    }

    /**
     * @param table with its schema, for instance {@code egov.citizen}
     * @param column stored as {@code bytea}
     */
    public ColumnCipher column(String table, String column) {
        return new ColumnCipher(keys, table, column);
    }
}
