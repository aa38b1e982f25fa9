package vn.trangtien.platform.audit.proof;

/** One thing that can be done to row 7, and how the check should call it. */
record Tampering(String name, Finding.Kind kind, Act act) {

    @FunctionalInterface
    interface Act {
        void on(Tamper log) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
