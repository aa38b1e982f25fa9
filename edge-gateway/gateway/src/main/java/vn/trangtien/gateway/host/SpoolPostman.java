package vn.trangtien.gateway.host;

import vn.trangtien.gateway.remote.Postman;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.wire.request.Notification;
import vn.trangtien.wire.request.Reply;

/** Answers leave by way of the spool, ahead of measurements and without a number. */
record SpoolPostman(Outbox outbox) implements Postman {

    @Override
    public void reply(Reply reply) {
        outbox.reply(reply);
    }

    @Override
    public void notify(Notification notification) {
        outbox.notify(notification);
    }
}
