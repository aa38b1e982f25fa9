package vn.trangtien.ingest.timeseries;

/** Whose channels: those of one gateway, or all. */
record Scope(String account, String gateway) {

    static final Scope ALL = new Scope("", "");

    boolean isAll() {
        return gateway.isEmpty();
    }
}
