package vn.trangtien.gateway.remote;

import vn.trangtien.wire.request.Notification;
import vn.trangtien.wire.request.Reply;

/** Takes answers to the cloud. Returns at once; what it took survives a power cut and leaves when the cloud can be reached. */
public interface Postman {

    void reply(Reply reply);

    void notify(Notification notification);
}
