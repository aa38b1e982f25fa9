package vn.trangtien.egov.signing;

/** What a signature means, in the words of the national signing plug-in. */
public enum SigningAct {
    /** Ký duyệt: the authorised person. */
    APPROVE,
    /** Ký phát hành: the agency, with number and date. */
    ISSUE,
    /** Ký văn bản đến: the agency that received it. */
    INCOME,
    /** Ký phụ lục: the agency, on an appendix in a file of its own. */
    APPENDIX,
    /** Ký bản sao: the agency, on a copy or an extract. */
    COPY
}
