package vn.trangtien.platform.organisation.people;

/** The words before a signature, Decree 30/2020, appendix I, part I, section II.7. */
public enum SigningCapacity {
    /** Thay mặt: for the body that decides together. */
    TM("TM."),
    /** Quyền: with the powers of the head. */
    Q("Q."),
    /** Ký thay: for the head. */
    KT("KT."),
    /** Thừa lệnh: by order of the head. */
    TL("TL."),
    /** Thừa ủy quyền: by mandate of the head. */
    TUQ("TUQ.");

    private final String text;

    SigningCapacity(String text) {
        this.text = text;
    }

    /** As it is written, with its dot. */
    public String text() {
        return text;
    }
}
