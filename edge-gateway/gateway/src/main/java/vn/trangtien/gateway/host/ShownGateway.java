package vn.trangtien.gateway.host;

import java.util.List;
import vn.trangtien.gateway.page.PageSource;
import vn.trangtien.gateway.rules.RuleStatus;
import vn.trangtien.gateway.view.GatewayView;

/** What the page shows of a host. */
record ShownGateway(GatewayHost host) implements PageSource {

    @Override
    public GatewayView view() {
        return host.view();
    }

    @Override
    public List<RuleStatus> rules() {
        return host.gateway().rules();
    }

    @Override
    public long videoCrashes() {
        return host.gateway().videoCrashes();
    }
}
