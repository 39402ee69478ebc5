using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests;

[CollectionDefinition(Name)]
public sealed class AppCollection : ICollectionFixture<TestHost>
{
    public const string Name = "app";
}
