package vn.trangtien.platform.grants;

/** How far a grant reaches from its unit. */
public enum Scope {
    /** The unit alone. */
    UNIT,
    /** The unit and everything below it. */
    SUBTREE
}
