package vn.trangtien.gateway.link;

/** What a connected gateway says of itself again when something about it has changed. */
enum Announcement {
    /** Everything, after a change of the configuration. */
    BIRTH,
    /** Everything, after an application came or went. */
    APPS
}
