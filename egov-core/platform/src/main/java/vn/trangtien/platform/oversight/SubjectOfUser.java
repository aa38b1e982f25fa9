package vn.trangtien.platform.oversight;

import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.privacy.SubjectId;

/** Under which name the data of somebody who is signed in are kept. */
@FunctionalInterface
public interface SubjectOfUser {

    SubjectId of(CurrentUser user);
}
