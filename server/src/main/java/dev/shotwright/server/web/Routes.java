package dev.shotwright.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the endpoint of a path. All that have a variable in their path are tried in turn, at each request; here those that begin
 * otherwise are passed by before anything else of them is looked at.
 */
final class Routes extends RequestMappingHandlerMapping {
    private final Map<RequestMappingInfo, String> beginnings = new ConcurrentHashMap<>();

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo mapping, HttpServletRequest request) {
        var path = request.getRequestURI();
        var plain = path.indexOf('%') < 0 && path.indexOf(';') < 0;
        return plain && !path.startsWith(beginnings.computeIfAbsent(mapping, Routes::beginning))
                ? null
                : super.getMatchingMapping(mapping, request);
    }

    /** What every path that the mapping matches begins with. */
    private static String beginning(RequestMappingInfo mapping) {
        var patterns = mapping.getPatternValues();
        if (patterns.size() != 1) {
            return "";
        }
        var pattern = patterns.iterator().next();
        var end = 0;
        while (end < pattern.length() && "{*?".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return pattern.substring(0, end);
    }
}
