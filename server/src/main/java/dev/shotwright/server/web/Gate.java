package dev.shotwright.server.web;

import dev.shotwright.jobs.account.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request through to an endpoint if its key opens it, and hands the endpoint its {@link Caller}. */
final class Gate implements HandlerInterceptor, HandlerMethodArgumentResolver {
    private static final String OURS = "dev.shotwright.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)
                && !method.hasMethodAnnotation(Open.class)) {
            var needs = Objects.requireNonNull(
                    method.getMethodAnnotation(Needs.class), () -> method + " says neither @Needs nor @Open");
            Access.required(request).require(needs.value());
        }
        return true;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return Access.required(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }
}
