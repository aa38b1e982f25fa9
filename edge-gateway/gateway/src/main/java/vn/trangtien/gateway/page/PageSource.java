package vn.trangtien.gateway.page;

import java.util.List;
import vn.trangtien.gateway.rules.RuleStatus;
import vn.trangtien.gateway.view.GatewayView;

/** What the page shows; asked on threads of the page. */
public interface PageSource {

    GatewayView view();

    List<RuleStatus> rules();

    /** Times that the process of the cameras ended unasked. */
    long videoCrashes();
}
