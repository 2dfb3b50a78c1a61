package dev.shotwright.server.callbacks;

import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.server.web.Denial;
import dev.shotwright.server.web.Open;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The address that vendors are given for word of changes. */
@RestController
@Hidden
class CallbacksController {
    private static final int LONGEST = 256 << 10;

    private final VendorDoors doors;
    private final Doorbell doorbell;

    CallbacksController(VendorDoors doors, Doorbell doorbell) {
        this.doors = doors;
        this.doorbell = doorbell;
    }

    @RequestMapping(
            path = {"/callbacks/{vendor}", "/callbacks/{vendor}/**"},
            method = {RequestMethod.GET, RequestMethod.POST, RequestMethod.PUT})
    @Open
    ResponseEntity<String> called(@PathVariable String vendor, HttpServletRequest request) throws IOException {
        var account = doors.account(vendor);
        if (account == null) {
            throw Denial.notFound("vendor here");
        }
        var hint = account.hear(new Push(
                request.getMethod(),
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getQueryString(), ""),
                headers(request),
                body(request)));
        return switch (hint) {
            case Hint.Changed(var ticket) -> {
                doorbell.ring(vendor, ticket);
                yield json("{}");
            }
            case Hint.Challenge(var answer) -> json(answer);
            case Hint.Ignored _ -> json("{}");
        };
    }

    private static ResponseEntity<String> json(String text) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(text);
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new HashMap<String, List<String>>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(request.getHeaders(name))));
        return headers;
    }

    private static String body(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new ShotwrightException(
                    ErrorCode.TOO_LARGE,
                    null,
                    "the body is too long; accepted are at most %d bytes".formatted(LONGEST));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
