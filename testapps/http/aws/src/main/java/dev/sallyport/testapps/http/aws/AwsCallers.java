package dev.sallyport.testapps.http.aws;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The AWS SDK's clients that are Java: over Apache HttpClient and the JDK's. */
public final class AwsCallers implements HttpCallers {

  @Override
  public String library() {
    return "aws";
  }

  @Override
  public List<HttpCaller> all() {
    return List.of(
        new AwsCaller("AWS, Apache", ApacheHttpClient.create()),
        new AwsCaller("AWS, URL connection", UrlConnectionHttpClient.create()));
  }
}
