package vn.trangtien.platform.web;

import java.util.List;
import vn.trangtien.platform.identity.CurrentUser;

/** A feature declares one such bean to put pages of its own into the account menu. */
@FunctionalInterface
public interface MenuEntries {

    /** What this person may open; empty if nothing. */
    List<Shell.Entry> of(CurrentUser user);
}
