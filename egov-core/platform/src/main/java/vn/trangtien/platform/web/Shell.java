package vn.trangtien.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.identity.CurrentUser;

/**
 * What the layout needs around a page; templates see it as {@code ${shell}}.
 *
 * @param lang {@code vi} or {@code en}
 * @param theme {@code dark} or {@code light}
 * @param user nobody on the sign-in page
 * @param links services that the user may open
 * @param here path to come back to after changing language or theme
 * @param note key of a message to show once, if any
 * @param entries of the account menu, see {@link MenuEntries}
 */
public record Shell(
        String lang,
        String theme,
        @Nullable CurrentUser user,
        List<Link> links,
        String here,
        @Nullable String note,
        List<Entry> entries) {

    /**
     * One service in the header.
     *
     * @param key {@code city}, {@code ingest} or {@code egov}; its name is message {@code service.<key>}
     * @param current whether this is the service that answers
     */
    public record Link(String key, String url, boolean current) {}

    /**
     * One line of the account menu.
     *
     * @param path in this service
     * @param key of its text
     */
    public record Entry(String path, String key) {}
}
