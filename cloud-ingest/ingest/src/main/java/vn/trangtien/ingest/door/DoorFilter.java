package vn.trangtien.ingest.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the two listeners apart by the port of the connection itself, which no header can change. What does not belong to a
 * listener is not there: 404, without a word about what it is.
 */
final class DoorFilter extends OncePerRequestFilter {

    private static final String WELL_KNOWN = "/.well-known/";
    private static final String INTAKE = "/ingest/v1/";
    private static final List<String> AT_THE_DOOR = List.of(WELL_KNOWN, INTAKE, "/api/releases/");

    private final int port;

    DoorFilter(int port) {
        this.port = port;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath();
        boolean belongs = request.getLocalPort() == port
                ? AT_THE_DOOR.stream().anyMatch(path::startsWith)
                : !path.startsWith(WELL_KNOWN) && !path.startsWith(INTAKE);
        if (belongs) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
