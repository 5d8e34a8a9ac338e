package dev.sallyport.testapps.http.spring;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.net.http.HttpClient;
import java.util.List;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

/** Spring's blocking clients over those of the JDK and of Apache. */
public final class SpringCallers implements HttpCallers {

  @Override
  public String library() {
    return "spring";
  }

  @Override
  public List<HttpCaller> all() {
    HttpClient jdk =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    return List.of(
        new RestTemplateCaller("RestTemplate", new SimpleClientHttpRequestFactory()),
        new RestTemplateCaller(
            "RestTemplate, Apache 5", new HttpComponentsClientHttpRequestFactory()),
        new RestClientCaller("RestClient", new JdkClientHttpRequestFactory(jdk)));
  }
}
