package dev.shotwright.server.web;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** The one place where what was thrown becomes an answer. */
@RestControllerAdvice
final class FaultAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(FaultAdvice.class);
    private static final int DEEPEST = 8;

    private final FaultPage faults;

    FaultAdvice(FaultPage faults) {
        this.faults = faults;
    }

    @ExceptionHandler
    void handle(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (isGone(thrown)) {
            LOG.debug("the client went away", thrown);
            return;
        }
        if (thrown instanceof HttpRequestMethodNotSupportedException other && other.getSupportedHttpMethods() != null) {
            response.setHeader(
                    "Allow",
                    String.join(
                            ", ",
                            other.getSupportedHttpMethods().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .toList()));
        }
        faults.write(request, response, fault(thrown, request));
    }

    /** Whether nobody is there any more to be answered. */
    private static boolean isGone(Exception thrown) {
        return thrown instanceof AsyncRequestNotUsableException
                || causes(thrown).anyMatch(ClientAbortException.class::isInstance);
    }

    /** What was thrown, and what caused it. */
    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }

    private static Fault fault(Exception thrown, HttpServletRequest request) {
        var ours = thrown instanceof MethodArgumentTypeMismatchException wrong ? mismatch(wrong) : ours(thrown);
        if (ours != null) {
            var fault = Fault.of(ours);
            if (fault.status() >= 500 && !(ours instanceof Denial)) {
                LOG.error("an answer is an error of the service", thrown);
            }
            return ours.code() == ErrorCode.INTERNAL ? Fault.internal() : fault;
        }
        return switch (thrown) {
            case MissingServletRequestParameterException missing ->
                Fault.of(new ShotwrightException(
                        ErrorCode.INVALID_VALUE,
                        missing.getParameterName(),
                        "%s is missing; it must have a value".formatted(missing.getParameterName())));
            case HttpMessageNotReadableException _ ->
                Fault.of(400, ErrorCode.MALFORMED_DOCUMENT, "there is no body, or it did not arrive whole");
            case MaxUploadSizeExceededException _ -> Fault.of(413, ErrorCode.TOO_LARGE, "the form is too long");
            case MultipartException _ -> Fault.of(400, ErrorCode.MALFORMED_DOCUMENT, "the form cannot be read");
            case InvalidParameterException _ ->
                Fault.of(400, ErrorCode.MALFORMED_DOCUMENT, "the query, or the form, cannot be read");
            case HttpMediaTypeNotSupportedException other ->
                Fault.of(
                        415,
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "Content-Type is %s; accepted are %s"
                                .formatted(other.getContentType(), other.getSupportedMediaTypes()));
            case HttpMediaTypeNotAcceptableException other ->
                Fault.of(
                        406,
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "Accept asks for what there is not; there are " + other.getSupportedMediaTypes());
            case HttpRequestMethodNotSupportedException other ->
                Fault.of(405, ErrorCode.INVALID_VALUE, other.getMethod() + " is not for this path");
            case DataIntegrityViolationException _ when beyondMeasure(thrown) -> beyond(thrown);
            case DateTimeException _ -> beyond(thrown);
            case DataAccessException lost
            when Database.passes(lost) -> {
                LOG.error("the database cannot be asked", thrown);
                yield Fault.unavailable();
            }
            case ErrorResponse answer
            when answer.getStatusCode().value() == 404 ->
                Fault.of(404, ErrorCode.NOT_FOUND, "there is nothing at this path");
            case ErrorResponse answer
            when answer.getStatusCode().is4xxClientError() ->
                Fault.of(answer.getStatusCode().value(), ErrorCode.INVALID_VALUE, "the request cannot be understood");
            default -> {
                LOG.error("{} failed", request.getMethod(), thrown);
                yield Fault.internal();
            }
        };
    }

    /** Whether the database refused a value of the request: SQLSTATE class 22, data exceptions. */
    private static boolean beyondMeasure(Exception thrown) {
        return thrown.getCause() instanceof SQLException refused
                && refused.getSQLState() != null
                && refused.getSQLState().startsWith("22");
    }

    private static Fault beyond(Exception thrown) {
        LOG.warn("a value of a request cannot be kept", thrown);
        return Fault.of(
                400,
                ErrorCode.INVALID_VALUE,
                "a value cannot be kept: the character NUL, or a number or a time beyond all measure");
    }

    private static @Nullable ShotwrightException ours(Throwable thrown) {
        return causes(thrown)
                .filter(ShotwrightException.class::isInstance)
                .map(ShotwrightException.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static ShotwrightException mismatch(MethodArgumentTypeMismatchException wrong) {
        return ShotwrightException.invalid(
                wrong.getName(), "'" + wrong.getValue() + "'", accepted(element(wrong.getParameter())));
    }

    /** The type of a parameter, or of the elements of one that is a list. */
    private static Class<?> element(MethodParameter parameter) {
        var type = parameter.getParameterType();
        return type == List.class ? parameter.nested().getNestedParameterType() : type;
    }

    private static String accepted(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant instanceof Spelled spelled ? spelled.word() : constant.toString())
                    .collect(Collectors.joining(", "));
        }
        if (type == Instant.class) {
            return "a time such as 2026-11-21T08:00:00Z";
        }
        if (type == LocalDate.class) {
            return "a date such as 2026-11-21";
        }
        return type == Integer.class || type == int.class || type == Long.class || type == long.class
                ? "a whole number"
                : "another kind of value";
    }

    /** A failed write to a client that went away is nobody's fault. */
    @ExceptionHandler
    void gone(IOException fault) {
        LOG.debug("a client went away", fault);
    }
}
