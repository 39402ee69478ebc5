using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests;

[CollectionDefinition(Name)]
public sealed class AppCollection : ICollectionFixture<TestHost>
{
    public const string Name = "app";
}
