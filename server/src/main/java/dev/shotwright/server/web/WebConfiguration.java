package dev.shotwright.server.web;

import dev.shotwright.jobs.account.Keys;
import dev.shotwright.server.ServiceSettings;
import dev.shotwright.server.WebLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The way of a request to its endpoint: its id, its key, its bounds, its scope. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    private final Gate gate = new Gate();

    @Bean
    Dialect nativeDialect() {
        return new NativeDialect();
    }

    @Bean
    FilterRegistrationBean<RequestLog> requestLog(FaultPage faults) {
        return at(Ordered.HIGHEST_PRECEDENCE + 10, new RequestLog(faults));
    }

    @Bean
    FilterRegistrationBean<Access> access(Keys keys, FaultPage faults) {
        return at(Ordered.HIGHEST_PRECEDENCE + 20, new Access(keys, faults));
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(ServiceSettings settings, FaultPage faults, List<LargeBodies> large) {
        return at(
                Ordered.HIGHEST_PRECEDENCE + 30,
                new BodyLimit(
                        settings.limits(),
                        faults,
                        request -> large.stream()
                                .anyMatch(each -> request.getRequestURI().startsWith(each.path()))));
    }

    private static <T extends jakarta.servlet.Filter> FilterRegistrationBean<T> at(int order, T filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    WebMvcRegistrations routes() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new Routes();
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setProperty("maxHeaderCount", "64");
            connector.setProperty("maxParameterCount", "200");
            connector.setProperty("rejectIllegalHeader", "true");
            connector.setProperty("socket.appReadBufSize", "4096");
            connector.setProperty("socket.appWriteBufSize", "4096");
            connector.setXpoweredBy(false);
            connector.getProtocolHandler().setExecutor(new Turns(WebLimits.requests()));
        });
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.addCustomConverter(new Records());
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(new Words());
        registry.addConverter(
                String.class, Instant.class, text -> OffsetDateTime.parse(text).toInstant());
        registry.addConverter(String.class, LocalDate.class, LocalDate::parse);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(gate);
    }
}
