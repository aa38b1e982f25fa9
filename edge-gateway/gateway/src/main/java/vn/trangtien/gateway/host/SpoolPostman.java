package vn.trangtien.gateway.host;

import vn.trangtien.gateway.remote.Postman;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.wire.request.Notification;
import vn.trangtien.wire.request.Reply;

/** Answers leave by way of the spool, ahead of measurements. */
record SpoolPostman(Outbox outbox) implements Postman {

    @Override
    public void reply(Reply reply) {
        outbox.put(Priority.REPLY, reply.topic(), reply.toPayload());
    }

    @Override
    public void notify(Notification notification) {
        outbox.put(Priority.REPLY, notification.topic(), notification.payload());
    }
}
