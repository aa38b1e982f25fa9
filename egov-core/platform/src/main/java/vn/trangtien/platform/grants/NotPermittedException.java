package vn.trangtien.platform.grants;

import vn.trangtien.platform.identity.NotAllowedException;

/** Somebody asked for what no role allows at that unit; answered with 403 and the reason. */
public final class NotPermittedException extends NotAllowedException {

    private static final long serialVersionUID = 1L;

    NotPermittedException(Decision.Refused refused) {
        super(refused.messageKey(), refused.permission(), refused.unitCode());
    }
}
